using System.Text.Json;
using Batch.Contracts.Objects;

namespace Batch.Contracts.Kinds;

/// <summary>How a stage ended.</summary>
public abstract record StageOutcome
{
    private StageOutcome()
    {
    }

    /// <param name="Objects">Everything that the attempt wrote.</param>
    public sealed record Done(IReadOnlyList<WrittenObject> Objects) : StageOutcome
    {
        /// <summary>Facts for the manifest line of the item, from its last stage, as a JSON object of at most 16 KiB.</summary>
        public JsonElement? Facts { get; init; }
    }

    /// <summary>Nobody can process this input; it is not tried again.</summary>
    /// <param name="Code">Stable and lower-case, such as <c>no_audio_stream</c>.</param>
    /// <param name="Message">One sentence that names the input.</param>
    /// <param name="Remedy">One sentence that says what to do.</param>
    public sealed record BadInput(string Code, string Message, string Remedy) : StageOutcome;
}
