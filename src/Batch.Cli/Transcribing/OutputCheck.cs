using Batch.Cli.CommandLine;

namespace Batch.Cli.Transcribing;

/// <summary>Makes the folder for the results and proves that it can be written, before hours are spent on what goes there.</summary>
internal static class OutputCheck
{
    public static void Throw(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".batch-{Guid.NewGuid():n}.tmp");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw CommandFailedException.WrongUse($"--out {folder} cannot be written ({failure.Message}): name a folder that you may write.");
        }
    }
}
