using System.Text.Json.Serialization;

namespace Batch.Contracts.Leases;

[JsonConverter(typeof(JsonStringEnumConverter<ClaimVerdict>))]
public enum ClaimVerdict
{
    /// <summary>A chunk was leased to the worker.</summary>
    Granted,

    /// <summary>The pool has no ready chunk now.</summary>
    Nothing,

    /// <summary>The session has ended: stop its runs and register anew.</summary>
    SessionClosed,
}
