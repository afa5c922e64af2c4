using System.Collections.Frozen;

namespace Batch.Core.States;

/// <summary>A table of legal transitions: the whole life of a thing on one screen.</summary>
public sealed class Transitions<TState>
    where TState : struct, Enum
{
    private readonly FrozenDictionary<TState, FrozenSet<TState>> _next;

    public Transitions(params (TState From, TState[] To)[] rows) =>
        _next = rows.ToFrozenDictionary(r => r.From, r => r.To.ToFrozenSet());

    public bool Allows(TState from, TState to) => _next.TryGetValue(from, out var next) && next.Contains(to);

    /// <summary>A state without a way out.</summary>
    public bool IsTerminal(TState state) => !_next.ContainsKey(state);

    public IEnumerable<(TState From, TState To)> All => _next.SelectMany(r => r.Value.Select(to => (r.Key, to)));

    /// <exception cref="IllegalTransitionException">The table has no such transition: a bug.</exception>
    public TState Move(TState from, TState to) =>
        Allows(from, to) ? to : throw new IllegalTransitionException($"{typeof(TState).Name} cannot go from {from} to {to}.");
}
