using Batch.Jobs.Transcription.Audio;

namespace Batch.Jobs.Transcription.Transcripts;

/// <summary>What became of every second of an item; the three add up to its duration, to the sample.</summary>
internal sealed record Coverage(decimal TranscribedSeconds, decimal NonSpeechSeconds, decimal FailedSeconds)
{
    public static Coverage OfSamples(long transcribed, long nonSpeech, long failed) =>
        new(PcmFormat.ToSeconds(transcribed), PcmFormat.ToSeconds(nonSpeech), PcmFormat.ToSeconds(failed));
}
