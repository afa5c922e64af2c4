using Batch.Cli.CommandLine;

namespace Batch.Cli.Embedded;

/// <summary>Where the embedded system keeps its state: <c>BATCH_HOME</c>, else the user's data folder.</summary>
internal static class HomeFolder
{
    public static string Of(Shell shell)
    {
        if (shell.Environment("BATCH_HOME") is { } home)
        {
            return shell.FullPath(home);
        }

        var data = shell.Environment("XDG_DATA_HOME")
            ?? Path.Combine(
                shell.Environment("HOME") ?? throw CommandFailedException.WrongUse("there is no home folder: set BATCH_HOME to a folder for the state of batch."),
                ".local",
                "share");
        return Path.Combine(shell.FullPath(data), "batch");
    }
}
