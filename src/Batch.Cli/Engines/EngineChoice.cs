using Batch.Worker.Engines;

namespace Batch.Cli.Engines;

/// <summary>Engine and model of a run, found before any work begins. The device is known when the engine runs.</summary>
/// <param name="Location">Where the engine is: a program or a server.</param>
/// <param name="Model">
/// The model by the name that was asked for, or that is the default: jobs are compared by it, here and on a server, whichever form of
/// it is at hand.
/// </param>
/// <param name="Notes">What there is to say about the choice, such as that a smaller form of the model was taken.</param>
internal sealed record EngineChoice(EngineLocation Location, string Model, IReadOnlyList<string> Notes)
{
    /// <summary>An English-only model writes English whatever it hears.</summary>
    /// <param name="language">What the user declared; null to detect it.</param>
    public string? LanguageWarning(string? language) =>
        language is not "en" && (Model.EndsWith(".en", StringComparison.Ordinal) || Model.Contains(".en-", StringComparison.Ordinal))
            ? $"warning: the model {Model} knows English only: say --language en, or take a model without .en for other languages."
            : null;
}
