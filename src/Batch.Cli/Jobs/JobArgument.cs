using System.CommandLine;

namespace Batch.Cli.Jobs;

/// <summary>The job that a verb is about.</summary>
internal static class JobArgument
{
    public static Argument<string> Create() => new("JOB") { Description = "Id of the job, such as job_01j..." };
}
