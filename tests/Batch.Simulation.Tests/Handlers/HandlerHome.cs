using Batch.Contracts.Kinds;
using Batch.Coordinator;
using Batch.Coordinator.Bus;
using Batch.Coordinator.Home;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using MassTransit;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Batch.Simulation.Tests.Handlers;

/// <summary>Makes homes with an empty database, and the services of a coordinator on one.</summary>
internal static class HandlerHome
{
    // Migrated once for all runs.
    private static readonly Lazy<DirectoryInfo> Template = new(MakeTemplate);

    // In memory where the machine has such a folder: every commit is flushed.
    private static string Root => Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();

    public static DirectoryInfo Create()
    {
        var home = New();
        foreach (var file in Template.Value.GetFiles("batch.db*"))
        {
            file.CopyTo(Path.Join(home.FullName, file.Name));
        }

        return home;
    }

    public static void Delete(DirectoryInfo home)
    {
        SqliteConnection.ClearAllPools();
        home.Delete(recursive: true);
    }

    public static ServiceProvider Services(DirectoryInfo home, TimeProvider time, IDatabaseClock clock, Func<bool> busIsDown, TracedLog? log, IInterceptor[] interceptors)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Batch:Home", home.FullName)]).Build();
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddFilter(_ => log is not null));
        if (log is not null)
        {
            services.AddSingleton<ILoggerProvider>(log);
        }

        services.AddSingleton(time);
        services.AddSingleton(clock);
        services.AddSingleton<IJobKind, SplitKind>();
        services.AddBatchCoordinator(configuration, WorkersLive.Elsewhere);
        services.ConfigureDbContext<SqliteBatchDbContext>(options => options.AddInterceptors(interceptors));
        services.AddSingleton(new BusHealth(() => busIsDown() ? BusHealthResult.Unhealthy("away", new TimeoutException(), new Dictionary<string, EndpointHealthResult>()) : null));
        services.TryAddSingleton<SigningKey>();
        return services.BuildServiceProvider();
    }

    private static DirectoryInfo New() => Directory.CreateDirectory(Path.Join(Root, $"batch-simulation-{Guid.NewGuid():N}"));

    private static DirectoryInfo MakeTemplate()
    {
        var home = New();
        using var services = Services(home, TimeProvider.System, new ProcessClock(TimeProvider.System), () => false, log: null, []);
        services.GetRequiredService<SchemaUpdate>().EnsureAsync(default).GetAwaiter().GetResult();
        SqliteConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => home.Delete(recursive: true);
        return home;
    }
}
