using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>Where progress is shown: a live bar for people, plain lines for logs, nowhere with <c>--quiet</c>.</summary>
internal interface IProgressView
{
    /// <summary>A line that stays.</summary>
    void Note(string line);

    /// <summary>The job as it is now; a view shows as many of these as suit it.</summary>
    void Show(JobView job, Pace pace);
}
