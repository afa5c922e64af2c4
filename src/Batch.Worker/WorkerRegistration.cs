using Batch.Contracts.Bus;
using Batch.Contracts.Engines;
using Batch.Contracts.Kinds;
using Batch.Worker.Engines;
using Batch.Worker.Leases;
using Batch.Worker.Models;
using Batch.Worker.Preemption;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Batch.Worker;

/// <summary>Adds workers to a host.</summary>
public static class WorkerRegistration
{
    /// <summary>
    /// Adds a worker for one pool; call it once for each pool. Call it after <c>AddMassTransit</c>, so that the worker
    /// stops before the bus. The stages that it can run are the registered <see cref="IStageRunner"/>s.
    /// </summary>
    public static IServiceCollection AddBatchWorker(this IServiceCollection services, Action<WorkerOptions> configure)
    {
        var options = new WorkerOptions();
        configure(options);
        return services.AddBatchWorker(options);
    }

    /// <summary>The same with options that are filled in.</summary>
    public static IServiceCollection AddBatchWorker(this IServiceCollection services, WorkerOptions options)
    {
        options.Validate();
        if (services.Any(service => service.ImplementationInstance is WorkerPool pool && pool.Name == options.Pool))
        {
            throw new InvalidOperationException($"This process already has a worker for pool {options.Pool}; give that one more slots.");
        }

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EngineBoard>();
        services.TryAddSingleton<DrainBoard>();
        services.TryAddSingleton<PreemptionNotice>();
        services.AddSingleton(new WorkerPool(options.Pool, options.Slots));
        services.AddKeyedSingleton(options.Pool, (provider, _) => Create(provider, options));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<PoolWorker>(options.Pool));
        return services;
    }

    /// <summary>Hears when the machine is about to be taken away, for every worker of the process.</summary>
    public static IServiceCollection AddPreemptionWatch(this IServiceCollection services, PreemptionOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PreemptionNotice>();
        return services.AddSingleton(options).AddHostedService<PreemptionWatch>();
    }

    /// <summary>
    /// Receives the hints of every pool that <see cref="AddBatchWorker"/> added, one endpoint each. Call it inside
    /// the one <c>AddMassTransit</c>, where the transport is configured.
    /// </summary>
    /// <param name="bus">The transport.</param>
    /// <param name="context">Of the registration.</param>
    /// <param name="configure">What the transport needs said of a queue; null for nothing.</param>
    public static void ReceiveBatchHints(
        this IBusFactoryConfigurator bus, IRegistrationContext context, Action<string, IReceiveEndpointConfigurator>? configure = null)
    {
        // The context itself knows no keyed services.
        var services = context.GetRequiredService<IServiceProvider>();
        foreach (var pool in services.GetServices<WorkerPool>())
        {
            var queue = Endpoints.Pool(pool.Name);
            bus.ReceiveEndpoint(queue, endpoint =>
            {
                configure?.Invoke(queue, endpoint);

                // One more than the slots: what the worker claims ahead.
                endpoint.PrefetchCount = pool.Slots + 1;
                endpoint.ConcurrentMessageLimit = pool.Slots + 1;
                endpoint.Consumer(() => new HintConsumer(() => services.GetRequiredKeyedService<PoolWorker>(pool.Name)));
            });
        }
    }

    private static PoolWorker Create(IServiceProvider provider, WorkerOptions options)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var logs = provider.GetRequiredService<ILoggerFactory>();
        var log = logs.CreateLogger($"Batch.Worker.{options.Pool}");
        var engines = options.Engine is { } engine
            ? EngineHosts.Create(engine, options, provider.GetRequiredService<EngineBoard>(), time, log)
            : null;
        var coordinator = provider.GetService<ICoordinator>()
            ?? new BusCoordinator(
                provider.GetRequiredService<IBus>(),
                provider.GetRequiredService<IClientFactory>(),
                TimeSpan.FromSeconds(options.RequestTimeoutSeconds),
                time);
        return new PoolWorker(
            new WorkerParts(options, provider.GetServices<IStageRunner>(), engines, time, log),
            coordinator,
            provider.GetRequiredService<DrainBoard>(),
            provider.GetRequiredService<PreemptionNotice>());
    }

    private sealed record WorkerPool(string Name, int Slots);
}
