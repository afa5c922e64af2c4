namespace Batch.Worker.Engines;

/// <summary>
/// How much of its window Whisper's encoder looks at. It computes 30 s however little it is given, three quarters of the time of a short
/// piece; whisper.cpp can be told to stop where the audio does.
/// </summary>
internal static class AudioContext
{
    /// <summary>Positions of the encoder a second of audio: 1,500 for its window of 30 s.</summary>
    private const int PerSecond = 50;

    /// <summary>Silence that the encoder sees after the end: with less it repeats itself.</summary>
    private const int Margin = 256;

    private const int Whole = 1_500;

    /// <summary>whisper.cpp's kernels work on blocks of this many.</summary>
    private const int Block = 64;

    private const int BytesPerSecond = 2 * 16_000;

    /// <param name="bytes">Length of the audio: 16 kHz, mono, 16 bit.</param>
    /// <returns>Null where the whole window is looked at.</returns>
    public static int? For(int bytes)
    {
        var needed = (int)Math.Ceiling((double)bytes / BytesPerSecond * PerSecond) + Margin;
        var context = (needed + Block - 1) / Block * Block;
        return context < Whole ? context : null;
    }
}
