using Batch.Cli.CommandLine;
using Batch.Cli.Roles;
using Batch.Cli.Schema;
using Batch.Coordinator.Home;
using Batch.Worker;
using Batch.Worker.Engines;
using Microsoft.Extensions.DependencyInjection;

namespace Batch.Cli.Embedded;

/// <summary>The whole system in this process: coordinator, REST API, bus, a worker for each pool.</summary>
internal sealed class EmbeddedSystem : IAsyncDisposable
{
    private readonly RoleHost _host;
    private readonly CoordinatorSettings _settings;

    private EmbeddedSystem(RoleHost host, CoordinatorSettings settings)
    {
        _host = host;
        _settings = settings;
    }

    public Uri Address => _settings.Listening.Url;

    /// <summary>Where its log goes; null for standard error.</summary>
    public string? LogFile => _settings.LogFile;

    /// <exception cref="CommandFailedException">
    /// The home is in use by another process, or lies where it must not; or the database cannot be used.
    /// </exception>
    public static async Task<EmbeddedSystem> StartAsync(CoordinatorSettings settings, TimeProvider time, CancellationToken cancellationToken)
    {
        await ConfiguredDatabase.EnsureReadyAsync(settings, cancellationToken);
        var app = CoordinatorApp.Build(settings, time, (services, configuration) =>
        {
            services.AddBatchWorker(options => EmbeddedPools.ConfigureCpu(options, configuration, settings.Home));
            services.AddBatchWorker(options => EmbeddedPools.ConfigureLocal(options, configuration, settings.Home, settings.PreloadModel));
            services.Configure<CoordinatorOptions>(options => options.InProcessWorkers = EmbeddedPools.RegisteredFrom(settings.Home));
        });
        return new EmbeddedSystem(await RoleHost.StartAsync(app, cancellationToken), settings);
    }

    /// <summary>What runs for the jobs here, once it runs or could not be started.</summary>
    public Task<EngineStart> EngineAsync(CancellationToken cancellationToken) =>
        _host.Services.GetRequiredService<EngineBoard>().StartedAsync(EmbeddedPools.Local, cancellationToken);

    /// <summary>Returns when the system has stopped by itself, or was told to.</summary>
    public Task StoppedAsync(CancellationToken cancellationToken) => _host.StoppedAsync(cancellationToken);

    /// <summary>Stops in order: workers give back what they hold. After the limit it is left to the end of the process.</summary>
    public Task StopAsync(TimeSpan limit) => _host.StopAsync(limit);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
