using Batch.Coordinator.Home;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Coordinator.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddDbContextFactory<SqliteBatchDbContext>((provider, options) => options
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = provider.GetRequiredService<BatchHome>().Database }.ConnectionString)
            .AddInterceptors(new SqlitePragmas()));
        services.AddSingleton<SchemaUpdate>();
        services.AddSingleton<Store>();
        return services;
    }
}
