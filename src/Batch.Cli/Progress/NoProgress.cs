using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary><c>--quiet</c>.</summary>
internal sealed class NoProgress : IProgressView
{
    public void Note(string line)
    {
    }

    public void Show(JobView job, Pace pace)
    {
    }
}
