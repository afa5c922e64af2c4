using Batch.Core.Ids;

namespace Batch.Core.Ledger;

/// <summary>Who pays a posting and for what.</summary>
public sealed record PostingAccount
{
    /// <summary>The session whose devices were used.</summary>
    public required SessionId SessionId { get; init; }

    /// <summary>The pool of the session.</summary>
    public required string Pool { get; init; }

    /// <summary>The paying job; null where the account of the pool pays.</summary>
    public JobId? JobId { get; init; }

    /// <summary>The item that it was for.</summary>
    public ItemId? ItemId { get; init; }

    /// <summary>The attempt that it ends; unique.</summary>
    public AttemptId? AttemptId { get; init; }

    /// <summary>The stage of the attempt; empty for a session's own time.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The model of the engine; empty where there was none.</summary>
    public string Model { get; init; } = "";
}
