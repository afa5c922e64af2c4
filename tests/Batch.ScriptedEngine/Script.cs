using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Batch.ScriptedEngine;

/// <summary>Decides what is wrong with each answer: what was ordered first, then chance.</summary>
internal sealed class Script(EngineSettings settings)
{
    // No more than one of these a sound: an engine that fails three times over a chunk has failed the chunk.
    private static readonly Illness[] ByChance =
    [
        Illness.Crash, Illness.Slow, Illness.Error, Illness.Busy, Illness.Garbage, Illness.Empty, Illness.Cut, Illness.WrongLanguage,
    ];

    private readonly ConcurrentQueue<Illness> _orders = new();
    private readonly Lock _notes = new();
    private readonly HashSet<string> _seen = settings.Notes is { } notes && File.Exists(notes) ? [.. File.ReadLines(notes)] : [];

    public void Order(Illness illness, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _orders.Enqueue(illness);
        }
    }

    /// <summary>It is well again.</summary>
    public void Clear() => _orders.Clear();

    public Illness Next(ReadOnlySpan<byte> sound)
    {
        if (_orders.TryDequeue(out var ordered))
        {
            return ordered;
        }

        if (settings is not { Ill: > 0, Notes: { } notes })
        {
            return Illness.None;
        }

        var hash = SHA256.HashData(sound);
        var key = Convert.ToHexString(hash);
        var chance = new Random(settings.Seed ^ BitConverter.ToInt32(hash));
        if (chance.NextDouble() >= settings.Ill)
        {
            return Illness.None;
        }

        lock (_notes)
        {
            if (!_seen.Add(key))
            {
                return Illness.None;
            }

            File.AppendAllText(notes, key + Environment.NewLine);
        }

        return ByChance[chance.Next(ByChance.Length)];
    }
}
