using Batch.Cli.CommandLine;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Progress;

/// <summary>What an ended job means for the shell.</summary>
internal static class JobVerdict
{
    public static ExitCode Of(JobView job) => job.State switch
    {
        "failed" or "cancelled" => ExitCode.JobFailed,
        _ when job.Progress.ItemsFailed > 0 || job.Progress.ItemsPartial > 0 => ExitCode.ItemsFailed,
        "completedWithErrors" => ExitCode.ItemsFailed,
        _ => ExitCode.Done,
    };
}
