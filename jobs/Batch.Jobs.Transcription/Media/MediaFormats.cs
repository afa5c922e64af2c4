namespace Batch.Jobs.Transcription.Media;

/// <summary>The containers that ffmpeg may open. None of them names other files: no playlist, no script, no picture sequence.</summary>
internal static class MediaFormats
{
    /// <summary>ffmpeg's names of demuxers, for <c>-format_whitelist</c>.</summary>
    public const string Whitelist =
        "aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,au,avi,caf,dts,dtshd,eac3,flac,flv,g722,gsm,loas,matroska,mov,mp3,mpc,mpc8," +
        "mpeg,mpegts,ogg,rm,spdif,tak,truehd,tta,voc,w64,wav,wv";

    /// <summary>Formats without a header, recognisable by their name alone.</summary>
    private static readonly Dictionary<string, string> Headerless = new(StringComparer.OrdinalIgnoreCase)
    {
        [".g722"] = "g722",
        [".gsm"] = "gsm",
    };

    /// <summary>The demuxer to force where the content tells nothing; null where the name does not tell either.</summary>
    public static string? ForcedDemuxer(string sourceName) =>
        Headerless.GetValueOrDefault(Path.GetExtension(sourceName));
}
