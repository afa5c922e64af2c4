using Batch.Contracts.Costs;
using Batch.Coordinator.Jobs;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ledger;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Costs;

/// <summary>Reading the ledger: what jobs and pools pay, and whether it adds up.</summary>
internal static class CostEndpoints
{
    public static void MapCosts(this IEndpointRouteBuilder routes)
    {
        var costs = routes.MapGroup("/v1").WithTags("Costs").ProducesProblem(StatusCodes.Status401Unauthorized);
        costs.MapGet("/jobs/{id}/costs", JobAsync)
            .WithName("GetJobCosts").WithSummary("What a job pays, by stage, pool, model and cause")
            .Produces<JobCosts>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        costs.MapGet("/pools/{pool}/costs", PoolAsync)
            .WithName("GetPoolCosts").WithSummary("What the account of a pool pays: cold start, idle, unattributed")
            .Produces<PoolCosts>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        costs.MapGet("/ledger/reconciliation", ReconcileAsync)
            .WithName("ReconcileLedger").WithSummary("Whether the postings add up to the uptime of the workers, to the microsecond")
            .Produces<Reconciliation>()
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> JobAsync(string id, HttpContext context, Store store, CancellationToken cancellationToken) =>
        await store.ReadAsync(
            async db => await JobRows.FindAsync(db, Caller.Of(context.User), id, cancellationToken) is { } job
                ? await JobCostSheet.ReadAsync(db, job, cancellationToken)
                : null,
            cancellationToken) is { } costs
            ? TypedResults.Ok(costs)
            : Problems.NotFound("job", id);

    private static async Task<IResult> PoolAsync(string pool, Store store, CancellationToken cancellationToken)
    {
        var account = RollupKey.PoolAccount(pool);
        return await store.ReadAsync<IResult>(
            async db =>
            {
                var rollups = await db.Rollups.Where(r => r.Account == account).ToListAsync(cancellationToken);
                if (rollups.Count == 0 && !await db.Sessions.AnyAsync(s => s.Pool == pool, cancellationToken))
                {
                    return Problems.NotFound("pool", pool);
                }

                var sheet = new CostSheet(await Rates.LoadAsync(db, cancellationToken), rollups);
                return TypedResults.Ok(new PoolCosts(pool, sheet.ByCause));
            },
            cancellationToken);
    }

    private static async Task<IResult> ReconcileAsync(string? job, HttpContext context, Store store, CancellationToken cancellationToken) =>
        await store.ReadAsync<IResult>(
            async db =>
            {
                Core.Ids.JobId? only = null;
                if (job is not null)
                {
                    if (await JobRows.FindAsync(db, Caller.Of(context.User), job, cancellationToken) is not { } row)
                    {
                        return Problems.NotFound("job", job);
                    }

                    only = row.Id;
                }

                return TypedResults.Ok(await LedgerCheck.RunAsync(db, only, cancellationToken));
            },
            cancellationToken);
}
