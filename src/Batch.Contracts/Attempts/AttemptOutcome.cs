using System.Text.Json.Serialization;

namespace Batch.Contracts.Attempts;

/// <summary>How an attempt ended at its worker; whether it is billed as useful is the coordinator's to say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AttemptOutcome>))]
public enum AttemptOutcome
{
    /// <summary>The results are written, the coordinator may commit them.</summary>
    Succeeded,

    /// <summary>See <see cref="AttemptFailure.Reason"/>.</summary>
    Failed,

    /// <summary>Given back undone: the worker drains, or the run was told to stop. Costs the chunk no try.</summary>
    Released,
}
