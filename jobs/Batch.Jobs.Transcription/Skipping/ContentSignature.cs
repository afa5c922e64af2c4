namespace Batch.Jobs.Transcription.Skipping;

/// <summary>Recognises common files that are neither audio nor video by their first bytes.</summary>
internal static class ContentSignature
{
    private static readonly (byte[] Magic, string Reason)[] Signatures =
    [
        ([0xFF, 0xD8, 0xFF], "a JPEG picture"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a PNG picture"),
        ([.. "GIF8"u8], "a GIF picture"),
        ([.. "BM"u8], "a BMP picture"),
        ([.. "II*\0"u8], "a TIFF picture"),
        ([.. "MM\0*"u8], "a TIFF picture"),
        ([.. "8BPS"u8], "a Photoshop picture"),
        ([0, 0, 1, 0], "an icon"),
        ([0, 0, 0, 1, .. "Bud1"u8], "a folder view of macOS"),
        ([0, 5, 0x16, 7], "what macOS keeps beside another file"),
        ([.. "%PDF"u8], "a PDF document"),
        ([.. "{\\rtf"u8], "an RTF document"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an Office document"),
        ([.. "PK\x03\x04"u8], "a ZIP archive or Office document"),
        ([.. "PK\x05\x06"u8], "an empty ZIP archive"),
        ([.. "Rar!"u8], "a RAR archive"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([.. "BZh"u8], "a bzip2 archive"),
        ([0xFD, .. "7zXZ"u8], "an xz archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ([.. "SQLite format 3\0"u8], "an SQLite database"),
        ([0x7F, .. "ELF"u8], "a program"),
        ([.. "MZ"u8], "a program"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a program"),
    ];

    /// <returns>What it is; null where it is none of them.</returns>
    public static string? Of(ReadOnlySpan<byte> head)
    {
        foreach (var (magic, reason) in Signatures)
        {
            if (head.StartsWith(magic))
            {
                return reason;
            }
        }

        return IsWebP(head) ? "a WebP picture"
            : IsIsoPicture(head) ? "a HEIC or AVIF picture"
            : null;
    }

    private static bool IsWebP(ReadOnlySpan<byte> head) =>
        head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8);

    private static bool IsIsoPicture(ReadOnlySpan<byte> head) =>
        head.Length >= 12
        && head[4..].StartsWith("ftyp"u8)
        && (head[8..].StartsWith("heic"u8) || head[8..].StartsWith("heix"u8) || head[8..].StartsWith("mif1"u8) || head[8..].StartsWith("avif"u8));
}
