namespace Batch.Coordinator.Loops;

/// <summary>The signals of the coordinator's loops. Raise them after a commit, see <see cref="Storage.WriteScope.AfterCommit"/>.</summary>
public sealed class Signals
{
    /// <summary>A job has names to list or items to open.</summary>
    public Signal Enumeration { get; } = new();

    /// <summary>Chunks became ready, or slots became free.</summary>
    public Signal Dispatch { get; } = new();

    /// <summary>A chunk is held, or scratch became free: more may run ahead.</summary>
    public Signal Ahead { get; } = new();

    /// <summary>An item waits for its outputs to be published.</summary>
    public Signal Publication { get; } = new();

    /// <summary>An item, an attempt or a whole job may have come to its end.</summary>
    public Signal Finish { get; } = new();

    /// <summary>A job was cancelled: what is not running is to be closed.</summary>
    public Signal Cancellation { get; } = new();

    /// <summary>Scratch objects may be deleted.</summary>
    public Signal Collection { get; } = new();

    /// <summary>A job or an item changed: what server-sent events wait for.</summary>
    public JobChanges Jobs { get; } = new();
}
