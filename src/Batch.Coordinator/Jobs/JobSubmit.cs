using System.Security.Cryptography;
using System.Text.Json;
using Batch.Contracts;
using Batch.Coordinator.Audit;
using Batch.Coordinator.Loops;
using Batch.Coordinator.Storage;
using Batch.Core.Ids;
using Batch.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Batch.Coordinator.Jobs;

/// <summary>Takes a job on record: job, counters, audit entry and idempotency key in one transaction.</summary>
internal sealed class JobSubmit(Store store, SpecReader reader, Signals signals)
{
    /// <param name="caller">Who asks.</param>
    /// <param name="key">Idempotency key; null where none was given.</param>
    /// <param name="body">As it was sent.</param>
    /// <param name="cancellationToken">Gives up waiting; what was committed stays.</param>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public async Task<SubmitOutcome> SubmitAsync(Caller caller, string? key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body.Span));
        // A repeated request is answered as the first was, even where its source is gone by now.
        if (key is not null && await EarlierAsync(caller, key, hash, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        using var document = JsonDocument.Parse(body, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return await reader.ReadAsync(document.RootElement, cancellationToken) switch
        {
            SubmittedSpec.Accepted accepted => await store.WriteAsync(
                scope => Add(scope, caller, key, hash, Submission(caller.Project, accepted)),
                cancellationToken),
            SubmittedSpec.Refused refused => new SubmitOutcome.Refused(refused.Errors),
            var other => throw new InvalidOperationException($"Unknown outcome {other}."),
        };
    }

    private Task<SubmitOutcome?> EarlierAsync(Caller caller, string key, string hash, CancellationToken cancellationToken) =>
        store.ReadAsync(
            async db => Judge(await db.IdempotencyKeys.SingleOrDefaultAsync(k => k.Project == caller.Project && k.Key == key, cancellationToken), hash),
            cancellationToken);

    private static SubmitOutcome? Judge(IdempotencyKey? known, string hash) =>
        known is null ? null
        : known.BodySha256 == hash ? new SubmitOutcome.Accepted(known.JobId)
        : new SubmitOutcome.KeyTaken();

    private SubmitOutcome Add(WriteScope scope, Caller caller, string? key, string hash, JobSubmission submission)
    {
        if (key is not null && Judge(scope.Db.IdempotencyKeys.Find(caller.Project, key), hash) is { } earlier)
        {
            return earlier;
        }

        var job = new Job(SortableId.New<JobId>(scope.Now), submission, scope.Now);
        scope.Db.Jobs.Add(job);
        scope.Count(job.Id, new JobDelta());
        scope.Db.AuditEntries.Add(new AuditEntry(caller.Project, caller.Name, "job.submit", job.Id.Value, scope.Now));
        if (key is not null)
        {
            scope.Db.IdempotencyKeys.Add(new IdempotencyKey(caller.Project, key, hash, job.Id, scope.Now));
        }

        scope.AfterCommit(signals.Enumeration.Raise);
        return new SubmitOutcome.Accepted(job.Id);
    }

    private static JobSubmission Submission(string project, SubmittedSpec.Accepted accepted) => new()
    {
        Project = project,
        Kind = accepted.Spec.Kind,
        Name = accepted.Spec.Name!,
        Pool = accepted.Spec.Pool,
        Priority = accepted.Spec.Priority,
        SpecJson = JsonSerializer.Serialize(accepted.Spec, WireJson.Options),
        OptionsJson = accepted.Options.GetRawText(),
        Fingerprint = accepted.Fingerprint,
        OutputFolder = accepted.Spec.Output.Folder,
        Force = accepted.Spec.Force,
    };
}
