namespace Batch.Contracts.Engines;

/// <summary>An engine that speaks the OpenAI transcription endpoint; always another process.</summary>
public interface ITranscriptionEngine
{
    EngineDescription Description { get; }

    /// <summary>Transcribes one piece of audio. Cancelling aborts the run inside the engine.</summary>
    /// <exception cref="EngineFailedException">The engine died, or its answer makes no sense.</exception>
    /// <exception cref="Kinds.ChildKilledException">The engine was killed from outside.</exception>
    Task<EngineTranscript> TranscribeAsync(EngineRequest request, CancellationToken cancellationToken);
}
