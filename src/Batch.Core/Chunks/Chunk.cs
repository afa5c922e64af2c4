using Batch.Core.Attempts;
using Batch.Core.Ids;

namespace Batch.Core.Chunks;

/// <summary>The unit of scheduling: a range of an item within one stage.</summary>
public sealed class Chunk
{
    private Chunk()
    {
    }

    public Chunk(ChunkId id, ChunkSpec spec, DateTimeOffset now)
    {
        Id = id;
        Spec = spec;
        State = ChunkState.Ready;
        NotBefore = now;
    }

    public ChunkId Id { get; private set; }

    public ChunkSpec Spec { get; private set; } = null!;

    public ChunkState State { get; private set; }

    /// <summary>The fencing token; raised by every grant and every reclaim, so that a stale result never commits.</summary>
    public long Epoch { get; private set; }

    /// <summary>The attempt that owns it, or that committed it.</summary>
    public AttemptId? Attempt { get; private set; }

    /// <summary>Attempts made, whatever became of them.</summary>
    public int Attempts { get; private set; }

    /// <summary>Failures that count against it.</summary>
    public int Tries { get; private set; }

    /// <summary>Workers lost under it without a notice.</summary>
    public int Losses { get; private set; }

    /// <summary>Instance ids of the workers that were lost under it, separated by line feeds.</summary>
    public string LostWorkers { get; private set; } = "";

    /// <summary>Failures of machinery in a row, for the back-off.</summary>
    public int MachineryFailures { get; private set; }

    /// <summary>Since when machinery has failed it without a break.</summary>
    public DateTimeOffset? MachineryFailingSince { get; private set; }

    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>The session under which it failed last; others are preferred until <see cref="AvoidUntil"/>.</summary>
    public SessionId? AvoidSession { get; private set; }

    public DateTimeOffset AvoidUntil { get; private set; }

    /// <summary>Whether a hint for it is in the dispatch window, and until when that hint is good.</summary>
    public DateTimeOffset? DispatchedUntil { get; private set; }

    public bool HasEnded => ChunkTransitions.HasEnded(State);

    /// <summary>Whether it may be leased now.</summary>
    public bool IsDue(DateTimeOffset now) => State is ChunkState.Ready && NotBefore <= now;

    /// <summary>Whether another session should have it rather than this one, under which it just failed.</summary>
    public bool Avoids(SessionId session, DateTimeOffset now) => AvoidSession == session && AvoidUntil > now;

    /// <summary>It runs ahead: kept back until <see cref="RunAhead"/> lets it go.</summary>
    public void Hold() => Move(ChunkState.Held);

    public void LetGo() => Move(ChunkState.Ready);

    /// <summary>A hint for it was sent; it is not sent again before then.</summary>
    public void Dispatch(DateTimeOffset until) => DispatchedUntil = until;

    /// <summary>Leases it: the epoch rises, so that whoever held it before is fenced.</summary>
    public void Lease(AttemptId attempt)
    {
        Move(ChunkState.Leased);
        Epoch++;
        Attempts++;
        Attempt = attempt;
        DispatchedUntil = null;
    }

    public void Commit() => Move(ChunkState.Committed);

    public void Fail() => Move(ChunkState.Failed);

    public void Cancel() => Move(ChunkState.Cancelled);

    /// <summary>Given back, or reclaimed from a worker that said it would go: costs no try.</summary>
    public void Return(DateTimeOffset now) => BackToReady(now);

    /// <summary>Reclaimed from a worker that fell silent. How many times is in <see cref="RetryRules.LosesWorkers"/>.</summary>
    public void Lose(string instance, DateTimeOffset now)
    {
        Losses++;
        if (!LostWorkers.Split('\n').Contains(instance, StringComparer.Ordinal))
        {
            LostWorkers = LostWorkers.Length == 0 ? instance : $"{LostWorkers}\n{instance}";
        }

        BackToReady(now);
    }

    /// <summary>A try that counts; the session that failed it is avoided for a while.</summary>
    public void Retry(SessionId failedOn, DateTimeOffset now)
    {
        Tries++;
        AvoidSession = failedOn;
        AvoidUntil = now + RetryRules.AvoidFor;
        MachineryWorks();
        BackToReady(now);
    }

    /// <summary>Store, broker, database or disk failed it: it comes back later and no try is counted.</summary>
    public void BackOff(DateTimeOffset now)
    {
        MachineryFailures++;
        MachineryFailingSince ??= now;
        BackToReady(now + RetryRules.BackOff(MachineryFailures));
    }

    private void BackToReady(DateTimeOffset notBefore)
    {
        Move(ChunkState.Ready);
        // A raised epoch fences the attempt that had it, whether or not it knows.
        Epoch++;
        Attempt = null;
        NotBefore = notBefore;
        DispatchedUntil = null;
    }

    private void Move(ChunkState to)
    {
        State = ChunkTransitions.Table.Move(State, to);
        if (to is ChunkState.Committed)
        {
            MachineryWorks();
        }
    }

    private void MachineryWorks()
    {
        MachineryFailures = 0;
        MachineryFailingSince = null;
    }
}
