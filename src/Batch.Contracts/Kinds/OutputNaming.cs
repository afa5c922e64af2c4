namespace Batch.Contracts.Kinds;

/// <summary>How the published name of an output is made from that of its source.</summary>
public enum OutputNaming
{
    /// <summary><c>a/b.mp3</c> gives <c>a/b.mp3.json</c>.</summary>
    FullName,

    /// <summary><c>a/b.mp3</c> gives <c>a/b.vtt</c>, as players expect; <c>a/b.mp3.vtt</c> where two stems collide.</summary>
    Stem,
}
