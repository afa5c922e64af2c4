using Batch.Coordinator.Home;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Storage;

internal static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>()
            .Bind(configuration.GetSection(DatabaseOptions.Section))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<DatabaseOptions>, DatabaseOptionsCheck>();
        services.AddDbContextFactory<SqliteBatchDbContext>((provider, options) => options
            .UseSqlite(new SqliteConnectionStringBuilder { DataSource = provider.GetRequiredService<BatchHome>().Database }.ConnectionString)
            .AddInterceptors(new SqlitePragmas()));
        services.AddDbContextFactory<PostgresBatchDbContext>((provider, options) => options
            .UseNpgsql(PostgresConnection.Of(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value))
            .AddInterceptors(new RowLocks.Clause()));
        services.AddSingleton<IDbContextFactory<BatchDbContext>>(provider => IsPostgres(provider)
            ? ActivatorUtilities.CreateInstance<BatchContexts<PostgresBatchDbContext>>(provider)
            : ActivatorUtilities.CreateInstance<BatchContexts<SqliteBatchDbContext>>(provider));
        services.TryAddSingleton<IDatabaseClock>(provider => IsPostgres(provider)
            ? new PostgresClock()
            : ActivatorUtilities.CreateInstance<ProcessClock>(provider));
        services.AddSingleton<SchemaUpdate>();
        services.AddSingleton<StorageHealth>();
        services.AddSingleton<Store>();
        services.AddSingleton<Turns>();
        return services;
    }

    private static bool IsPostgres(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<DatabaseOptions>>().Value.Provider is DatabaseProvider.Postgres;
}
