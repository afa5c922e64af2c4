namespace Batch.Coordinator.Objects;

/// <summary>What a signed link allows.</summary>
internal enum UrlGrant
{
    /// <summary>GET and HEAD.</summary>
    Read,

    /// <summary>PUT, once.</summary>
    Create,
}

/// <summary>Whether a signed link is good.</summary>
internal enum UrlVerdict
{
    Valid,

    /// <summary>It was ours; ask for a new one.</summary>
    Expired,

    /// <summary>Made by somebody else, or for another method or object.</summary>
    BadSignature,
}
