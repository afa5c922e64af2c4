namespace Batch.ScriptedEngine;

/// <summary>What is wrong with the engine while it answers one request.</summary>
public enum Illness
{
    /// <summary>It answers what it heard.</summary>
    None,

    /// <summary>The process aborts, as native code does on a CUDA error.</summary>
    Crash,

    /// <summary>It never answers.</summary>
    Hang,

    /// <summary>It takes 20 times as long.</summary>
    Slow,

    /// <summary>500.</summary>
    Error,

    /// <summary>503.</summary>
    Busy,

    /// <summary>200, and no JSON.</summary>
    Garbage,

    /// <summary>200, and not a segment.</summary>
    Empty,

    /// <summary>The connection breaks in the middle of the answer.</summary>
    Cut,

    /// <summary>What it heard, said to be in another language.</summary>
    WrongLanguage,

    /// <summary>The answer of an earlier request.</summary>
    OtherAnswer,
}
