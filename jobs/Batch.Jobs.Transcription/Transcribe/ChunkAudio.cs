using System.Runtime.InteropServices;
using Batch.Contracts.Kinds;
using Batch.Jobs.Transcription.Audio;
using Batch.Jobs.Transcription.Prepare;

namespace Batch.Jobs.Transcription.Transcribe;

/// <summary>The samples that a chunk hears, lead-in first.</summary>
internal sealed class ChunkAudio
{
    /// <summary>Engines refuse or mishear what is shorter than a second; silence is added up to that.</summary>
    private const int LeastPieceBytes = PcmFormat.SampleRate * PcmFormat.BytesPerSample;

    private readonly byte[] _pcm;

    public ChunkAudio(byte[] pcm)
    {
        _pcm = pcm;
        Curve = LoudnessCurve.Of(MemoryMarshal.Cast<byte, short>(pcm));
    }

    public LoudnessCurve Curve { get; }

    public SampleRange Whole => new(0, _pcm.Length / PcmFormat.BytesPerSample);

    /// <summary>Reads them from the parts; two where the chunk crosses from one to the next.</summary>
    public static async Task<ChunkAudio> FetchAsync(IStageRun run, ChunkPayload payload, CancellationToken cancellationToken)
    {
        var pcm = new byte[payload.Heard().Count * PcmFormat.BytesPerSample];
        var filled = 0;
        foreach (var part in payload.Parts())
        {
            var role = $"{TranscriptionStages.Prepare}/0/{part.Name}";
            await using var input = await run.OpenInputAsync(role, part.Offset, part.Length, cancellationToken);
            await input.ReadExactlyAsync(pcm.AsMemory(filled, (int)part.Length), cancellationToken);
            filled += (int)part.Length;
        }

        return new ChunkAudio(pcm);
    }

    /// <summary>A piece as the engine wants it.</summary>
    public ReadOnlyMemory<byte> Piece(SampleRange range)
    {
        var piece = _pcm.AsMemory((int)(range.First * PcmFormat.BytesPerSample), (int)(range.Count * PcmFormat.BytesPerSample));
        if (piece.Length >= LeastPieceBytes)
        {
            return piece;
        }

        var padded = new byte[LeastPieceBytes];
        piece.CopyTo(padded);
        return padded;
    }
}
