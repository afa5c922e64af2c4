using Batch.Core.Chunks;
using Batch.Core.Ids;
using Batch.Core.Metering;

namespace Batch.Core.Attempts;

/// <summary>One execution of a chunk: kept, never overwritten.</summary>
public sealed class Attempt
{
    private Attempt()
    {
    }

    public Attempt(AttemptId id, Chunk chunk, SessionId session, Guid claimId, string tokenHash, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        Id = id;
        ChunkId = chunk.Id;
        ItemId = chunk.Spec.ItemId;
        JobId = chunk.Spec.JobId;
        SessionId = session;
        ClaimId = claimId;
        TokenHash = tokenHash;
        Number = chunk.Attempts;
        Epoch = chunk.Epoch;
        State = AttemptState.Running;
        StartedAt = now;
    }

    public AttemptId Id { get; private set; }

    public ChunkId ChunkId { get; private set; }

    public ItemId ItemId { get; private set; }

    public JobId JobId { get; private set; }

    public SessionId SessionId { get; private set; }

    /// <summary>The claim that it answers: the same claim gets the same attempt again.</summary>
    public Guid ClaimId { get; private set; }

    /// <summary>SHA-256 of the lease token, lower-case hex; the token itself is only with the worker.</summary>
    public string TokenHash { get; private set; } = "";

    public int Number { get; private set; }

    public long Epoch { get; private set; }

    public AttemptState State { get; private set; }

    public AttemptMeter Meter { get; private set; }

    /// <summary>Work units that the worker reports done.</summary>
    public long WorkDone { get; private set; }

    public string? FailureCode { get; private set; }

    /// <summary>The model that its engine ran.</summary>
    public string? Model { get; private set; }

    /// <summary>Heartbeats of its live session in a row that did not name it.</summary>
    public int MissedPulses { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOpen => State is AttemptState.Running;

    /// <summary>A cut of its meter arrived; older readings change nothing.</summary>
    public void Read(AttemptMeter meter, long workDone)
    {
        Meter = AttemptMeter.Latest(Meter, meter);
        WorkDone = Math.Max(WorkDone, workDone);
        MissedPulses = 0;
    }

    /// <returns>True when it was missed twice and is to be closed at its last meter.</returns>
    public bool MissPulse() => ++MissedPulses >= 2;

    /// <summary>It ends at this meter; the caller posts it in the same transaction.</summary>
    public void End(AttemptState state, AttemptMeter final, string? failureCode, string? model, DateTimeOffset now)
    {
        State = AttemptTransitions.Table.Move(State, state);
        Meter = AttemptMeter.Latest(Meter, final);
        FailureCode = failureCode;
        Model = model ?? Model;
        EndedAt = now;
    }
}
