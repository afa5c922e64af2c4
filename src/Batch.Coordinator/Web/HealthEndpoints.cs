using Batch.Coordinator.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Web;

/// <summary>Whether the process lives, and whether it can do its work.</summary>
internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => TypedResults.Ok(new Health("healthy")))
            .WithName("GetHealth").WithSummary("Whether the process lives").WithTags("Health");
        routes.MapGet("/readyz", ReadyAsync)
            .WithName("GetReadiness").WithSummary("Whether the coordinator can take work").WithTags("Health")
            .Produces<Health>()
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(Store store, CancellationToken cancellationToken)
    {
        try
        {
            await store.ReadAsync(db => db.Jobs.AnyAsync(cancellationToken), cancellationToken);
            return TypedResults.Ok(new Health("ready"));
        }
        catch (Exception error) when (DatabaseFailure.In(error) is not null)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "database_unreachable", "The database does not answer.");
        }
    }

    internal sealed record Health(string Status);
}
