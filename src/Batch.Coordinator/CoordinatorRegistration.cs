using Batch.Contracts.Bus;
using Batch.Coordinator.Access;
using Batch.Coordinator.Ahead;
using Batch.Coordinator.Attempts;
using Batch.Coordinator.Blobs;
using Batch.Coordinator.Bus;
using Batch.Coordinator.Chunks;
using Batch.Coordinator.Collection;
using Batch.Coordinator.Costs;
using Batch.Coordinator.Dispatch;
using Batch.Coordinator.Enumeration;
using Batch.Coordinator.Finish;
using Batch.Coordinator.Fleet;
using Batch.Coordinator.Home;
using Batch.Coordinator.Items;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Leases;
using Batch.Coordinator.Ledger;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Publication;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Batch.Coordinator;

/// <summary>The coordinator as one registration: every feature adds itself.</summary>
public static class CoordinatorRegistration
{
    /// <summary>Adds everything but the bus, see <see cref="AddCoordinatorConsumers"/>, and the routes.</summary>
    /// <param name="services">Of the host.</param>
    /// <param name="configuration">Where the options are.</param>
    /// <param name="workers">Whether its workers die with its process.</param>
    public static IServiceCollection AddBatchCoordinator(
        this IServiceCollection services, IConfiguration configuration, WorkersLive workers = WorkersLive.InItsProcess)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        // First of all: the home is taken before any other hosted service starts.
        services.AddBatchDatabase(configuration).AddStartUp(workers);
        services.AddSingleton<Signals>().AddSingleton<JobKinds>().AddSingleton<StageOpening>();
        services.AddLeases(configuration).AddAhead(configuration).AddDispatch(configuration).AddLedger(configuration).AddAttempts();
        services.AddBusState().AddFleet();
        return services.AddAccess().AddObjects(configuration).AddBlobs(configuration).AddJobs().AddItems().AddEnumeration().AddPublication().AddFinish().AddCollection().AddWeb();
    }

    /// <summary>Adds the database alone, for verbs that look after it.</summary>
    public static IServiceCollection AddBatchDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        services.TryAddSingleton(TimeProvider.System);
        return services.AddHome(configuration).AddStorage(configuration);
    }

    /// <summary>REST, signed objects, health and OpenAPI.</summary>
    /// <param name="app">The application, before it starts.</param>
    /// <param name="address">Where workers reach it.</param>
    public static void MapBatchCoordinator(this WebApplication app, Uri address)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.Services.GetRequiredService<CoordinatorAddress>().Set(address);
        app.UseWeb();
        app.MapObjects();
        app.MapJobs();
        app.MapItems();
        app.MapCosts();
        app.MapWorkers();
        app.MapPools();
        app.MapBusState();
        app.MapWeb();
    }

    public static void AddCoordinatorConsumers(this IBusRegistrationConfigurator bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        bus.AddConsumer<ClaimConsumer>().Endpoint(e => e.Name = Endpoints.CoordinatorClaims);
        bus.AddConsumer<RegisterWorkerConsumer>().Endpoint(e => e.Name = Endpoints.CoordinatorWorkers);
        bus.AddConsumer<HeartbeatConsumer>().Endpoint(e => e.Name = Endpoints.CoordinatorHeartbeats);
        bus.AddConsumer<AttemptFinishedConsumer>().Endpoint(e => e.Name = Endpoints.CoordinatorCommits);
    }
}
