using Batch.Contracts.Paging;
using Batch.Contracts.Workers;
using Batch.Coordinator.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Fleet;

/// <summary>What waits in each pool, and how many workers it should have.</summary>
internal static class PoolEndpoints
{
    public static void MapPools(this IEndpointRouteBuilder routes)
    {
        var pools = routes.MapGroup("/v1/pools").WithTags("Pools").ProducesProblem(StatusCodes.Status401Unauthorized);
        pools.MapGet("", ListAsync)
            .WithName("ListPools").WithSummary("Lists the pools that have work, workers or options: what is ready, who is alive, how many are wanted")
            .Produces<Page<PoolView>>();
        pools.MapGet("/{pool}/wanted", WantedAsync)
            .WithName("GetWantedWorkers").WithSummary("How many workers a pool should have now, for an autoscaler; a pool without work or options needs none")
            .Produces<WantedWorkers>();
    }

    /// <summary>Pools are few: they are always one page.</summary>
    private static async Task<IResult> ListAsync(
        Store store, IDatabaseClock clock, IOptions<FleetOptions> options, CancellationToken cancellationToken) =>
        TypedResults.Ok(await store.ReadAsync(
            async db =>
            {
                var views = new List<PoolView>();
                foreach (var pool in await PoolViews.NamesAsync(db, options.Value, cancellationToken))
                {
                    views.Add(await PoolViews.OfAsync(db, pool, options.Value.Of(pool), clock.Now(db), cancellationToken));
                }

                return new Page<PoolView>(views, null);
            },
            cancellationToken));

    private static async Task<IResult> WantedAsync(
        string pool, Store store, IDatabaseClock clock, IOptions<FleetOptions> options, CancellationToken cancellationToken)
    {
        var view = await store.ReadAsync(
            db => PoolViews.OfAsync(db, pool, options.Value.Of(pool), clock.Now(db), cancellationToken), cancellationToken);
        return TypedResults.Ok(new WantedWorkers(pool, view.WantedWorkers));
    }
}
