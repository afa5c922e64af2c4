namespace Batch.Architecture.Tests.Directions;

/// <summary>Which of our projects a project may know. Adding a project to src/ or jobs/ means adding a line here.</summary>
/// <param name="Project">Name of the project.</param>
/// <param name="Assembly">Name of its assembly.</param>
/// <param name="MayKnow">The projects that it may reference, directly or not.</param>
internal sealed record Direction(string Project, string Assembly, IReadOnlyList<string> MayKnow)
{
    public static IReadOnlyList<Direction> All { get; } =
    [
        Of("Batch.Core"),
        Of("Batch.Contracts"),
        Of("Batch.Coordinator", "Batch.Core", "Batch.Contracts"),
        Of("Batch.Worker", "Batch.Contracts"),
        Of("Batch.Jobs.Transcription", "Batch.Contracts"),
        new("Batch.Cli", "batch", ["Batch.Core", "Batch.Contracts", "Batch.Coordinator", "Batch.Worker", "Batch.Jobs.Transcription"]),
    ];

    private static Direction Of(string project, params string[] mayKnow) => new(project, project, mayKnow);
}
