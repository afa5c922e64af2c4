namespace Batch.Cli.CommandLine;

/// <summary>What <c>batch</c> tells the shell; scripts rely on these.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>The job ended, some of its items failed.</summary>
    ItemsFailed = 1,

    /// <summary>Wrong use, or something that is needed is not there. Nothing was begun.</summary>
    Usage = 2,

    /// <summary>The server refused for access or budget.</summary>
    Refused = 3,

    /// <summary>No server answers.</summary>
    Unreachable = 4,

    /// <summary>The job as a whole failed, or was cancelled; or the command failed by a defect of its own.</summary>
    JobFailed = 5,

    Interrupted = 130,
}
