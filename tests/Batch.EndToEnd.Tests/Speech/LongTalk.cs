using Batch.EndToEnd.Tests.Machine;

namespace Batch.EndToEnd.Tests.Speech;

/// <summary>The beginning of a long recording, cut without decoding.</summary>
internal static class LongTalk
{
    public static string Add(Sandbox sandbox, string name, int seconds)
    {
        var whole = Repository.Audio("crafted_long_dev/files/dev_long_10min.m4a");
        var target = Path.Combine(sandbox.Source, name);
        Tool.Ffmpeg("-i", whole, "-t", $"{seconds}", "-c", "copy", target);
        return target;
    }

    /// <summary>Silence that takes long to decode and nothing to transcribe: a WAV file whose samples are a hole.</summary>
    public static string AddSilence(Sandbox sandbox, string name, int megabytes)
    {
        var target = Path.Combine(sandbox.Source, name);
        using var file = new FileStream(target, FileMode.CreateNew);
        file.Write(WavHeader.Of(48_000, 2, (uint)megabytes * 1_000_000));
        file.SetLength(44 + (megabytes * 1_000_000L));
        return target;
    }
}
