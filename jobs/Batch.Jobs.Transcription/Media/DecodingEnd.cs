using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Sandbox;

namespace Batch.Jobs.Transcription.Media;

/// <summary>Tells the end of a file from the end of ffmpeg: what came out until then looks complete either way.</summary>
internal static class DecodingEnd
{
    /// <summary>ffmpeg catches the signals that ask it to end, stops in good order and says so with this code alone.</summary>
    private const int Stopped = 255;

    /// <summary>What keeps the decoded samples from being the whole of the file; null where nothing does.</summary>
    /// <param name="name">The source as the user knows it.</param>
    /// <param name="exit">How ffmpeg ended.</param>
    /// <param name="samples">Decoded by then.</param>
    /// <param name="limits">What it might use.</param>
    /// <exception cref="ChildKilledException">Somebody else ended it.</exception>
    public static StageOutcome.BadInput? Problem(string name, SandboxExit exit, long samples, SandboxLimits limits)
    {
        if (exit.IsOutOfTime)
        {
            return MediaProblem.TooSlow(name, limits.Wall);
        }

        if (IsStopped(exit, samples))
        {
            // The signal of its limit of processor time is among those that it catches; it comes no sooner than that time.
            var processorTime = TimeSpan.FromSeconds(limits.CpuSeconds);
            return exit.Elapsed >= processorTime
                ? MediaProblem.TooSlow(name, processorTime)
                : throw new ChildKilledException("ffmpeg was ended from outside");
        }

        return exit.IsCrash ? MediaProblem.DecoderCrashed(name, MediaArguments.Complaint(exit)) : null;
    }

    /// <summary>The same code with a complaint and without a sample is that of a file that cannot be opened.</summary>
    private static bool IsStopped(SandboxExit exit, long samples) =>
        exit.ExitCode == Stopped && (samples > 0 || exit.ComplaintCount == 0);
}
