using Batch.Contracts.Attempts;
using Batch.Contracts.Kinds;
using Batch.Coordinator.Kinds;
using Batch.Coordinator.Objects;
using Batch.Coordinator.Storage;
using Batch.Core.Attempts;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Leases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using FailureReason = Batch.Core.Attempts.FailureReason;

namespace Batch.Coordinator.Attempts;

/// <summary>
/// Takes the end of an attempt: what it needs of the object store is read and checked first, then one transaction decides
/// under the epoch. Safe to repeat: a settled attempt stays as it is.
/// </summary>
internal sealed partial class Commits(
    Store store,
    PlanReader plans,
    JobKinds kinds,
    AttemptEnd end,
    ILogger<Commits> logger)
{
    /// <returns>True once the attempt's end is on record, whatever it was; false where the message is not about an attempt of ours.</returns>
    public async Task<bool> FinishAsync(AttemptFinished finished, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(finished);
        if (!SortableId.TryParse<AttemptId>(finished.AttemptId, out var id)
            || await FindAsync(id, cancellationToken) is not { } known
            || !LeaseToken.Matches(finished.LeaseToken, known.Attempt.TokenHash))
        {
            LogUnknown(logger, finished.AttemptId);
            return false;
        }

        if (!known.Attempt.IsOpen)
        {
            return true;
        }

        var (report, result) = await CheckAsync(known, finished, cancellationToken);
        LockedRow[] rows = [LockedRow.Of(id), LockedRow.Of(known.Chunk.Id), LockedRow.Of(known.Chunk.Spec.ItemId), LockedRow.Of(known.Chunk.Spec.JobId)];
        var outcome = await store.WriteAsync(rows, scope => Settle(scope, id, report, result), cancellationToken);
        LogSettled(logger, known.Chunk.Spec.JobId, known.Chunk.Spec.ItemId, known.Chunk.Id, id, outcome.GetType().Name);
        return true;
    }

    private SettlementOutcome Settle(WriteScope scope, AttemptId id, AttemptReport report, CommittedResult? result)
    {
        var ended = SettledAttempt.Load(scope, id) ?? throw new InvalidOperationException($"{id} is gone.");
        var outcome = Settlement.Finish(ended.Job, ended.Chunk, ended.Attempt, ended.Session, report, scope.Now);
        end.Apply(scope, ended, outcome, result);
        return outcome;
    }

    private Task<OpenAttempt?> FindAsync(AttemptId id, CancellationToken cancellationToken) =>
        store.ReadAsync(
            db => (from attempt in db.Attempts
                   join chunk in db.Chunks on attempt.ChunkId equals chunk.Id
                   join job in db.Jobs on attempt.JobId equals job.Id
                   where attempt.Id == id
                   select new OpenAttempt(attempt, chunk, job)).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);

    /// <summary>Turns the message into a report; results that make no sense are a failed try, not a commit.</summary>
    private async Task<(AttemptReport Report, CommittedResult? Result)> CheckAsync(
        OpenAttempt known,
        AttemptFinished finished,
        CancellationToken cancellationToken)
    {
        var meter = Meters.Read(finished.Meter);
        switch (finished.Outcome)
        {
            case AttemptOutcome.Released:
                return (new AttemptReport.Released { Epoch = finished.Epoch, Meter = meter, Model = finished.Model }, null);
            case AttemptOutcome.Failed:
                var failure = finished.Failure
                    ?? new AttemptFailure(Contracts.Attempts.FailureReason.EngineCrash, "unknown", "The worker gave no reason.", "Look at the worker's log.");
                return (Failed(FailureReasons.Of(failure.Reason), new ItemFailure(failure.Code, failure.Message, failure.Remedy)), null);
        }

        var stage = kinds[known.Job.Submission.Kind].Stages.Single(s => s.Name == known.Chunk.Spec.Stage);
        if (finished.Objects.FirstOrDefault(o => stage.Outputs.All(d => d.Name != o.Name)) is { } foreign)
        {
            return (Senseless($"it names '{foreign.Name}', which was not granted"), null);
        }

        if (finished.Objects.Select(o => o.Name).Distinct(StringComparer.Ordinal).Count() < finished.Objects.Count)
        {
            return (Senseless("it names an object twice"), null);
        }

        var objects = finished.Objects.Select(o => Row(known, stage, o)).ToList();
        ChunkPlan? plan = null;
        if (stage.PlansNextStage)
        {
            switch (await plans.ReadAsync(objects, cancellationToken))
            {
                case PlanReading.Read read:
                    plan = read.Plan;
                    break;
                case PlanReading.Invalid invalid:
                    return (Senseless(invalid.Problem), null);
            }
        }

        var succeeded = new AttemptReport.Succeeded { Epoch = finished.Epoch, Meter = meter, Model = finished.Model };
        return (succeeded, new CommittedResult(objects, plan, finished.Facts?.GetRawText()));

        AttemptReport Failed(FailureReason reason, ItemFailure failure) =>
            new AttemptReport.Failed(reason, failure) { Epoch = finished.Epoch, Meter = meter, Model = finished.Model };

        AttemptReport Senseless(string problem) => Failed(FailureReason.EngineCrash, new ItemFailure(
            "invalid_result",
            $"The result of stage {stage.Name} makes no sense: {problem}.",
            "Check that workers and coordinator run the same version; then retry the failed items."));
    }

    private static CommittedObject Row(OpenAttempt known, StageDefinition stage, Contracts.Objects.WrittenObject written)
    {
        var scratch = stage.Outputs.Single(d => d.Name == written.Name).Scratch;
        var spec = known.Chunk.Spec;
        return new CommittedObject(ObjectNames.Output(known.Chunk, known.Attempt.Epoch, written.Name, scratch), spec.JobId, spec.ItemId, spec.Round)
        {
            Stage = spec.Stage,
            Sequence = spec.Sequence,
            Name = written.Name,
            Bytes = written.Bytes,
            Sha256 = written.Sha256,
            Scratch = scratch,
        };
    }

    private sealed record OpenAttempt(Attempt Attempt, Core.Chunks.Chunk Chunk, Core.Jobs.Job Job);
}
