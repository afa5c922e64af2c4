namespace Batch.Jobs.Transcription.Skipping;

/// <summary>
/// Tells files that lie among recordings without being any: by content and by name, both. A picture named <c>.mp3</c> was
/// meant to be audio, so it is taken and fails with a clear error; a recording without an extension is taken too.
/// </summary>
internal static class PlainlyNotMedia
{
    /// <summary>Extensions that say audio or video.</summary>
    private static readonly HashSet<string> MediaExtensions = new(
        (".3g2 .3gp .aac .ac3 .aif .aifc .aiff .alac .amr .ape .asf .au .avi .caf .dts .dss .ds2 .eac3 .flac .flv .g722 .gsm .m2ts .m4a .m4b .m4v " +
         ".mka .mkv .mov .mp1 .mp2 .mp3 .mp4 .mpc .mpeg .mpg .mts .oga .ogg .ogv .opus .qta .ra .ram .rf64 .rm .snd .spx .tak .tta .ts .ulaw " +
         ".vob .voc .vox .w64 .wav .wave .webm .wma .wmv .wv").Split(' '),
        StringComparer.OrdinalIgnoreCase);

    /// <returns>Why it is skipped; null to take it.</returns>
    public static string? Reason(string name, ReadOnlySpan<byte> head) =>
        Path.GetFileName(name).StartsWith("._", StringComparison.Ordinal) && (head.IsEmpty || ContentSignature.Of(head) is not null)
            ? "what macOS keeps beside another file"
        : MediaExtensions.Contains(Path.GetExtension(name)) ? null
        : head.IsEmpty ? "an empty file"
        : ContentSignature.Of(head) ?? (TextContent.Is(head) ? "a text file" : null);
}
