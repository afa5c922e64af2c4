using Batch.Cli.CommandLine;

namespace Batch.Cli.Transcribing;

/// <summary>How a transcription may be decoded.</summary>
internal static class Presets
{
    public static void Check(string preset)
    {
        if (preset != "fast")
        {
            throw CommandFailedException.WrongUse($"--preset {preset} is not known: choose fast.");
        }
    }
}
