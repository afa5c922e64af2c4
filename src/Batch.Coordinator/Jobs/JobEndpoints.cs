using System.Text.Json;
using Batch.Contracts.Jobs;
using Batch.Contracts.Paging;
using Batch.Coordinator.Storage;
using Batch.Coordinator.Web;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Jobs;

/// <summary>Submitting, listing, cancelling, retrying and relisting jobs.</summary>
internal static class JobEndpoints
{
    private const int LongestKey = 255;

    public static void MapJobs(this IEndpointRouteBuilder routes)
    {
        var jobs = routes.MapGroup("/v1/jobs").WithTags("Jobs").ProducesProblem(StatusCodes.Status401Unauthorized);
        jobs.MapPost("", SubmitAsync)
            .WithName("SubmitJob").WithSummary("Submits a job")
            .Accepts<JobSpec>("application/json")
            .Produces<JobView>(StatusCodes.Status202Accepted)
            .ProducesValidationProblem()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        jobs.MapGet("", ListAsync)
            .WithName("ListJobs").WithSummary("Lists jobs, the newest first")
            .Produces<Page<JobView>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        jobs.MapGet("/{id}", GetAsync)
            .WithName("GetJob").WithSummary("Shows a job")
            .Produces<JobView>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        jobs.MapPost("/{id}/cancel", CancelAsync)
            .WithName("CancelJob").WithSummary("Cancels a job")
            .Produces<JobView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        jobs.MapPost("/{id}/retry", RetryAsync)
            .WithName("RetryJob").WithSummary("Tries the failed and partial items of a job again")
            .Produces<JobView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        jobs.MapPost("/{id}/relist", RelistAsync)
            .WithName("RelistJob").WithSummary("Lists the source of a running job once more and adds what came since")
            .Produces<JobView>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        JobEvents.Map(jobs);
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext context,
        JobSubmit submit,
        Store store,
        JobViews views,
        CancellationToken cancellationToken)
    {
        if (!context.Request.HasJsonContentType())
        {
            return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "not_json", "Send the job spec as application/json.");
        }

        var key = context.Request.Headers["Idempotency-Key"].FirstOrDefault();
        if (key is { Length: 0 or > LongestKey })
        {
            return Problems.BadRequest("bad_idempotency_key", $"Idempotency-Key must have 1 to {LongestKey} characters.");
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        try
        {
            var caller = Caller.Of(context.User);
            var outcome = await submit.SubmitAsync(caller, key, body.GetBuffer().AsMemory(0, (int)body.Length), cancellationToken);
            return outcome switch
            {
                SubmitOutcome.Accepted accepted => await AcceptedAsync(store, views, accepted.Job, cancellationToken),
                SubmitOutcome.Refused refused => TypedResults.ValidationProblem(
                    refused.Errors,
                    "The job spec has errors; every one is named.",
                    extensions: new Dictionary<string, object?> { ["code"] = "invalid_job" }),
                _ => Problems.Of(
                    StatusCodes.Status422UnprocessableEntity,
                    "idempotency_key_reused",
                    "This Idempotency-Key was used with another body; use a new key for a new job."),
            };
        }
        catch (JsonException error)
        {
            return Problems.BadRequest("invalid_json", $"The body is not valid JSON: {error.Message}");
        }
    }

    private static async Task<IResult> ListAsync(
        HttpContext context,
        Store store,
        JobViews views,
        string? state,
        string? cursor,
        int? limit,
        CancellationToken cancellationToken)
    {
        if (Paging.Refusal<JobId>(limit, cursor) is { } refusal)
        {
            return refusal;
        }

        JobState? wanted = null;
        if (state is not null && !StateWords.TryRead(state, out wanted))
        {
            return Problems.BadRequest("bad_state", $"state must be one of {StateWords.All<JobState>()}.");
        }

        var (project, size) = (Caller.Of(context.User).Project, limit ?? Paging.DefaultLimit);
        return TypedResults.Ok(await store.ReadAsync(
            async db =>
            {
                var rows = await JobRows.Before(db, cursor)
                    .Where(j => j.Submission.Project == project && (wanted == null || j.State == wanted))
                    .OrderByDescending(j => j.Id)
                    .Take(size + 1)
                    .ToListAsync(cancellationToken);
                return Paging.Page(await views.OfAsync(db, rows, cancellationToken), size, v => v.Id);
            },
            cancellationToken));
    }

    private static async Task<IResult> GetAsync(string id, HttpContext context, Store store, JobViews views, CancellationToken cancellationToken) =>
        await store.ReadAsync(
            async db => await JobRows.FindAsync(db, Caller.Of(context.User), id, cancellationToken) is { } job
                ? await views.OfAsync(db, job, cancellationToken)
                : null,
            cancellationToken) is { } view
            ? TypedResults.Ok(view)
            : Problems.NotFound("job", id);

    private static async Task<IResult> CancelAsync(
        string id,
        HttpContext context,
        JobCancel cancel,
        Store store,
        JobViews views,
        CancellationToken cancellationToken) =>
        await cancel.CancelAsync(Caller.Of(context.User), id, cancellationToken) switch
        {
            ChangeOutcome.Changed changed => await AcceptedAsync(store, views, changed.Job, cancellationToken),
            ChangeOutcome.TooLate late => Problems.Conflict("job_ended", late.Why),
            _ => Problems.NotFound("job", id),
        };

    private static async Task<IResult> RetryAsync(
        string id,
        HttpContext context,
        JobRetry retry,
        Store store,
        JobViews views,
        CancellationToken cancellationToken) =>
        await retry.RetryAsync(Caller.Of(context.User), id, cancellationToken) switch
        {
            ChangeOutcome.Changed changed => await AcceptedAsync(store, views, changed.Job, cancellationToken),
            ChangeOutcome.TooLate late => Problems.Conflict("nothing_to_retry", late.Why),
            _ => Problems.NotFound("job", id),
        };

    private static async Task<IResult> RelistAsync(
        string id,
        HttpContext context,
        JobRelist relist,
        Store store,
        JobViews views,
        CancellationToken cancellationToken) =>
        await relist.RelistAsync(Caller.Of(context.User), id, cancellationToken) switch
        {
            ChangeOutcome.Changed changed => await AcceptedAsync(store, views, changed.Job, cancellationToken),
            ChangeOutcome.TooLate late => Problems.Conflict("job_not_running", late.Why),
            _ => Problems.NotFound("job", id),
        };

    private static async Task<IResult> AcceptedAsync(Store store, JobViews views, JobId id, CancellationToken cancellationToken) =>
        TypedResults.Accepted(
            $"/v1/jobs/{id}",
            await store.ReadAsync(
                async db => await views.OfAsync(db, await db.Jobs.SingleAsync(j => j.Id == id, cancellationToken), cancellationToken),
                cancellationToken));
}
