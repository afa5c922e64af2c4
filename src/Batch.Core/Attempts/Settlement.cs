using Batch.Core.Chunks;
using Batch.Core.Items;
using Batch.Core.Jobs;
using Batch.Core.Leases;

namespace Batch.Core.Attempts;

/// <summary>
/// The decisions that end an attempt. Each moves chunk and attempt and says what became of it; the caller posts the attempt
/// and tells the item in the same transaction.
/// </summary>
public static class Settlement
{
    /// <summary>The worker says that the attempt ended.</summary>
    public static SettlementOutcome Finish(Job job, Chunk chunk, Attempt attempt, WorkerSession session, AttemptReport report, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(report);
        if (!attempt.IsOpen)
        {
            return new SettlementOutcome.AlreadySettled();
        }

        if (!Owns(chunk, attempt, report.Epoch) || !job.TakesCommits)
        {
            End(attempt, job.TakesCommits ? AttemptState.Refused : AttemptState.Released, report, null, now);
            if (Owns(chunk, attempt, attempt.Epoch))
            {
                // Nothing stays leased to an attempt that has ended.
                chunk.Return(now);
            }

            return new SettlementOutcome.Refused();
        }

        switch (report)
        {
            case AttemptReport.Succeeded:
                chunk.Commit();
                End(attempt, AttemptState.Committed, report, null, now);
                return new SettlementOutcome.Committed();
            case AttemptReport.Failed failed:
                End(attempt, AttemptState.Failed, report, failed.Failure.Code, now);
                return Fail(chunk, session, failed, now);
            default:
                End(attempt, AttemptState.Released, report, null, now);
                chunk.Return(now);
                return new SettlementOutcome.Returned();
        }
    }

    /// <summary>The worker will not report any more: its session ended, or it has forgotten the attempt.</summary>
    /// <param name="chunk">The chunk, loaded with the attempt.</param>
    /// <param name="attempt">An open attempt of the session.</param>
    /// <param name="session">Its session, ended or live.</param>
    /// <param name="noticed">Whether the end was announced, or is the coordinator's own restart: costs the chunk nothing.</param>
    /// <param name="now">The time for the record.</param>
    public static SettlementOutcome Reclaim(Chunk chunk, Attempt attempt, WorkerSession session, bool noticed, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(session);
        attempt.End(noticed ? AttemptState.Released : AttemptState.Lost, attempt.Meter, null, null, now);
        if (!Owns(chunk, attempt, attempt.Epoch))
        {
            return new SettlementOutcome.Refused();
        }

        if (noticed)
        {
            chunk.Return(now);
            return new SettlementOutcome.Returned();
        }

        return Lose(chunk, session, now);
    }

    private static SettlementOutcome Lose(Chunk chunk, WorkerSession session, DateTimeOffset now)
    {
        chunk.Lose(session.Instance, now);
        if (!RetryRules.LosesWorkers(chunk.Losses, chunk.LostWorkers.Split('\n').Length))
        {
            return new SettlementOutcome.Returned();
        }

        chunk.Fail();
        return new SettlementOutcome.ChunkFailed(new ItemFailure(
            "loses_workers",
            $"Workers, or the engines in them, were killed {chunk.Losses} times while they ran chunk {chunk.Spec.Sequence} of stage {chunk.Spec.Stage}.",
            "Look at the workers' memory and kernel logs; then retry the failed items."));
    }

    private static SettlementOutcome Fail(Chunk chunk, WorkerSession session, AttemptReport.Failed failed, DateTimeOffset now)
    {
        switch (failed.Reason)
        {
            case FailureReason.Machinery:
                chunk.BackOff(now);
                return new SettlementOutcome.BackedOff(failed.Failure);
            case FailureReason.Killed:
                return Lose(chunk, session, now);
            case FailureReason.BadInput:
                chunk.Fail();
                return new SettlementOutcome.ChunkFailed(failed.Failure);
            default:
                chunk.Retry(session.Id, now);
                if (chunk.Tries < RetryRules.MaxTries)
                {
                    return new SettlementOutcome.Returned();
                }

                chunk.Fail();
                return new SettlementOutcome.ChunkFailed(failed.Failure);
        }
    }

    private static bool Owns(Chunk chunk, Attempt attempt, long epoch) =>
        chunk.State is ChunkState.Leased && chunk.Attempt == attempt.Id && chunk.Epoch == epoch && attempt.Epoch == epoch;

    private static void End(Attempt attempt, AttemptState state, AttemptReport report, string? code, DateTimeOffset now) =>
        attempt.End(state, report.Meter, code, report.Model, now);
}
