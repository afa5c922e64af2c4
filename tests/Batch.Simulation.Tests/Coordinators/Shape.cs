using System.Text.Json;
using Batch.Contracts;
using Batch.Contracts.Jobs;
using Batch.Core.Ids;
using Batch.Core.Items;
using Batch.Core.Jobs;

namespace Batch.Simulation.Tests.Coordinators;

/// <summary>What a run works on: jobs of a kind with three stages, of which the first plans how the second is split.</summary>
/// <param name="Items">Of the job; a name that begins with <see cref="Bad"/> is no input of the kind.</param>
/// <param name="Chunks">Of each item in the planned stage.</param>
/// <param name="Project">Who submits it.</param>
internal sealed record Shape(int Items, int Chunks, string Project)
{
    public const string Kind = "simulated";
    public const string Pool = "local";
    public const string Result = "result.json";
    public const string Bad = "bad";
    public const int WallLimitSeconds = 90;

    public static readonly string[] Stages = ["prepare", "run", "merge"];

    public static JobSubmission Submission(string project, string folder) => new()
    {
        Project = project,
        Kind = Kind,
        Name = "a job",
        Pool = Pool,
        Priority = 0,
        SpecJson = JsonSerializer.Serialize(
            new JobSpec { Kind = Kind, Source = new SourceSpec { Paths = ["/in"] }, Output = new OutputSpec { Folder = folder } },
            WireJson.Options),
        OptionsJson = "{}",
        Fingerprint = "f",
        OutputFolder = folder,
        Force = false,
    };

    /// <summary>Items of different sizes, so that their chunks are ordered by it and not by their random ids.</summary>
    public static Item NewItem(DateTimeOffset now, JobId job, int number, bool isBad) => new(
        SortableId.New<ItemId>(now),
        job,
        new ItemSource { Name = $"{(isBad ? Bad : "good")}-{number}.txt", Path = $"/in/{number}.txt", Bytes = 1_000 - number, ModifiedTicks = 1, StemKey = $"{number}" });
}
