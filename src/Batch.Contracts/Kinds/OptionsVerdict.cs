using System.Text.Json;

namespace Batch.Contracts.Kinds;

/// <summary>What a kind says of a job's options.</summary>
public abstract record OptionsVerdict
{
    private OptionsVerdict()
    {
    }

    /// <param name="Options">Every default filled in.</param>
    /// <param name="Fingerprint">
    /// Lower-case hex of what decides the result (kind version, model, language, preset and the like, not the formats):
    /// an item with the same content and the same fingerprint is not done again.
    /// </param>
    public sealed record Accepted(JsonElement Options, string Fingerprint) : OptionsVerdict;

    /// <param name="Errors">Every error, by the path of the option below <c>options</c>.</param>
    public sealed record Refused(IReadOnlyList<OptionError> Errors) : OptionsVerdict;
}
