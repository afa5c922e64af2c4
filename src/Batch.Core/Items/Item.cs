using Batch.Core.Ids;
using Batch.Core.Jobs;

namespace Batch.Core.Items;

/// <summary>One input of a job, on its way through the stages.</summary>
public sealed class Item
{
    private Item()
    {
    }

    /// <param name="id">New.</param>
    /// <param name="job">That it belongs to.</param>
    /// <param name="source">Where its input is.</param>
    /// <param name="own">Options of its own; null for those of the job.</param>
    public Item(ItemId id, JobId job, ItemSource source, ItemOptions? own = null)
    {
        Id = id;
        JobId = job;
        Source = source;
        State = ItemState.Pending;
        (OptionsJson, Fingerprint) = (own?.Json, own?.Fingerprint);
    }

    public ItemId Id { get; private set; }

    public JobId JobId { get; private set; }

    public ItemSource Source { get; private set; } = null!;

    /// <summary>Options of its own as JSON, defaults and those of the job filled in; null for those of the job.</summary>
    public string? OptionsJson { get; private set; }

    /// <summary>What decides its result besides the content; null for that of the job.</summary>
    public string? Fingerprint { get; private set; }

    public ItemState State { get; private set; }

    /// <summary>Lower-case hex of the content; null until it is known.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Index of the stage that it is in.</summary>
    public int Stage { get; private set; }

    /// <summary>Chunks of the stage that have not ended.</summary>
    public int OpenChunks { get; private set; }

    /// <summary>Chunks, of any stage, that failed for good.</summary>
    public int FailedChunks { get; private set; }

    /// <summary>In the unit of the kind; 0 until a plan says.</summary>
    public long Work { get; private set; }

    /// <summary>Bytes of scratch that its committed chunks wrote and that it still needs.</summary>
    public long ScratchBytes { get; private set; }

    /// <summary>The item of an earlier job whose result this one takes over.</summary>
    public ItemId? ReusedFrom { get; private set; }

    /// <summary>What the kind reports, as JSON.</summary>
    public string? FactsJson { get; private set; }

    public ItemFailure? Failure { get; private set; }

    /// <summary>Times it was opened: 1, and one more for each retry that a person asked for.</summary>
    public int Round { get; private set; }

    public int Version { get; private set; }

    /// <summary>The item under which its result objects are on record: itself once it was opened, else the one it takes over from.</summary>
    public ItemId ResultOwner => Round > 0 ? Id : ReusedFrom ?? Id;

    /// <summary>What decides its result besides the content.</summary>
    public string FingerprintIn(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return Fingerprint ?? job.Submission.Fingerprint;
    }

    /// <summary>Whether a result tells the same of its input: it names both.</summary>
    public bool IsNamedLike(Item other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Source.Name == other.Source.Name && Source.CustomId == other.Source.CustomId;
    }

    public bool HasEnded => ItemTransitions.HasEnded(State);

    /// <summary>Its file was looked at again before it is opened: it may have changed since it was listed.</summary>
    public void See(long bytes, long modifiedTicks, string? etag = null)
    {
        if (State is not ItemState.Pending)
        {
            throw new InvalidOperationException($"Item {Id} is not pending (state {State}).");
        }

        Source = Source with { Bytes = bytes, ModifiedTicks = modifiedTicks, ETag = etag };
        Version++;
    }

    /// <summary>Its content is known and its first stage opens.</summary>
    public void Open(string sha256, int stage, int chunks)
    {
        Sha256 = sha256;
        Round++;
        Move(ItemState.Open);
        EnterStage(stage, chunks);
    }

    /// <summary>
    /// Content and options were done before: nothing runs, what is there is published. The earlier item is one whose last
    /// stage has objects of its own, so that following <see cref="ReusedFrom"/> once finds them.
    /// </summary>
    public void Reuse(string sha256, Item earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        Sha256 = sha256;
        ReusedFrom = earlier.ResultOwner;
        Work = earlier.Work;
        FactsJson = earlier.FactsJson;
        FailedChunks = earlier.FailedChunks;
        Move(ItemState.Publishing);
    }

    /// <summary>Content and options were done before under another name: only the last stage runs, on what is there.</summary>
    public void Render(string sha256, Item earlier, int stage)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        ReusedFrom = earlier.ResultOwner;
        Work = earlier.Work;
        FailedChunks = earlier.FailedChunks;
        Open(sha256, stage, chunks: 1);
    }

    public void Skip(ItemFailure reason)
    {
        Failure = reason;
        Move(ItemState.Skipped);
    }

    /// <summary>It could not be opened or published.</summary>
    public void Fail(ItemFailure failure)
    {
        Failure = failure;
        OpenChunks = 0;
        Move(ItemState.Failed);
    }

    public void Cancel()
    {
        OpenChunks = 0;
        Move(ItemState.Cancelled);
    }

    /// <summary>One of its chunks has ended. The commit that reads <see cref="HandOver.StageDone"/> opens what comes next.</summary>
    public HandOver EndChunk(ItemFailure? failure)
    {
        if (State is not ItemState.Open || OpenChunks == 0)
        {
            throw new InvalidOperationException($"Item {Id} has no open chunk to end (state {State}).");
        }

        OpenChunks--;
        Version++;
        if (failure is not null)
        {
            FailedChunks++;
            Failure ??= failure;
        }

        return OpenChunks == 0 ? HandOver.StageDone : HandOver.StageOpen;
    }

    public void PlanWork(long work)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(work);
        Work = work;
    }

    public void AddScratch(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        ScratchBytes += bytes;
    }

    /// <summary>No stage will read its scratch any more.</summary>
    /// <returns>The bytes that it held; 0 the second time.</returns>
    public long FreeScratch()
    {
        var bytes = ScratchBytes;
        ScratchBytes = 0;
        return bytes;
    }

    public void EnterStage(int stage, int chunks)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunks);
        Stage = stage;
        OpenChunks = chunks;
        Version++;
    }

    public void BeginPublishing(string? factsJson)
    {
        FactsJson = factsJson ?? FactsJson;
        Move(ItemState.Publishing);
    }

    /// <summary>Every output is at its place.</summary>
    public void Published() => Move(FailedChunks > 0 ? ItemState.Partial : ItemState.Completed);

    /// <summary>A person asked to try again.</summary>
    public void Retry()
    {
        Move(ItemState.Pending);
        // It is looked at anew, whatever it was when it was listed.
        Source = Source with { ETag = null };
        Failure = null;
        FailedChunks = 0;
        FactsJson = null;
        ReusedFrom = null;
        Work = 0;
        Stage = 0;
    }

    private void Move(ItemState to)
    {
        State = ItemTransitions.Table.Move(State, to);
        Version++;
    }
}
