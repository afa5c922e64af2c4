namespace Batch.EndToEnd.Tests.Faults;

/// <param name="Coordinators">At least 1.</param>
/// <param name="Workers">That transcribe, at least 1.</param>
/// <param name="Speed">Of the engine, in seconds of sound a second.</param>
internal sealed record InstallationSize(int Coordinators, int Workers, double Speed)
{
    /// <summary>What the engine is told besides.</summary>
    public IReadOnlyList<string> EngineOptions { get; init; } = [];
}
