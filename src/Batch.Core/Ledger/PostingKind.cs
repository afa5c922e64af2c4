namespace Batch.Core.Ledger;

public enum PostingKind
{
    /// <summary>The one terminal posting of an attempt.</summary>
    Attempt,

    /// <summary>What a session spent outside attempts since its last posting: each hour, at UTC midnight, at its end.</summary>
    Session,
}
