using Batch.Contracts.Engines;

namespace Batch.Cli.Engines;

/// <summary>Engine, device and model of a run, found before any work begins, and what there is to say of them.</summary>
/// <param name="Engine">What will run.</param>
/// <param name="Gpus">The GPUs that this machine has.</param>
internal sealed record EngineReport(EngineDescription Engine, IReadOnlyList<string> Gpus)
{
    public string FirstLine => $"engine {Engine.Name} {Engine.Version} on {Engine.Device}, model {Engine.Model}";

    /// <summary>A GPU that lies idle, with the remedy; null where there is none or the engine uses it.</summary>
    public string? UnusedGpu => Gpus.Count > 0 && Engine.Device.StartsWith("CPU", StringComparison.OrdinalIgnoreCase)
        ? $"warning: the engine does not use the GPU ({Gpus[0]}): install the CUDA toolkit, so that nvcc is on PATH, and run ./batch again, which then builds the engine with CUDA."
        : null;

    /// <summary>Says what runs, first of all.</summary>
    public void Announce(TextWriter writer)
    {
        writer.WriteLine(FirstLine);
        if (UnusedGpu is { } warning)
        {
            writer.WriteLine(warning);
        }
    }

    /// <summary>An English-only model writes English whatever it hears.</summary>
    /// <param name="language">What the user declared; null to detect it.</param>
    public string? LanguageWarning(string? language) =>
        language is not "en" && (Engine.Model.EndsWith(".en", StringComparison.Ordinal) || Engine.Model.Contains(".en-", StringComparison.Ordinal))
            ? $"warning: the model {Engine.Model} knows English only: say --language en, or take a model without .en for other languages."
            : null;
}
