using System.Text.Json.Serialization;

namespace Batch.Contracts.Attempts;

[JsonConverter(typeof(JsonStringEnumConverter<FailureReason>))]
public enum FailureReason
{
    /// <summary>The input cannot be processed by anybody: the chunk fails at once, no try is made again.</summary>
    BadInput,

    /// <summary>The engine died or answered with garbage: counted, at most 3 tries, and another session is preferred for 60 s.</summary>
    EngineCrash,

    /// <summary>The wall limit passed: counted like a crash.</summary>
    Timeout,

    /// <summary>Store, broker, database or disk: retried with a back-off of up to 5 minutes, never counted.</summary>
    Machinery,

    /// <summary>Engine or decoder were killed from outside (kernel, operator): counts with the lost workers, not as a try.</summary>
    Killed,
}
