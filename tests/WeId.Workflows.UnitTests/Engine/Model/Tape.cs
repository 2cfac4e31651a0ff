namespace WeId.Workflows.UnitTests.Engine.Model;

/// <summary>Choices by which a case is made; after its end every choice is the first one. A shorter tape makes a smaller case.</summary>
internal sealed class Tape(byte[] choices)
{
    private int position;

    /// <summary>Whether choices are left.</summary>
    public bool HasMore => position < choices.Length;

    /// <summary>A tape of random choices.</summary>
    public static byte[] Random(Random random, int length)
    {
        var choices = new byte[length];
        random.NextBytes(choices);
        return choices;
    }

    /// <summary>A choice from 0 up to <paramref name="count"/>.</summary>
    public int Next(int count) => HasMore ? choices[position++] % count : 0;

    /// <summary>True in about one of so many cases, never after the end.</summary>
    public bool OneIn(int count) => HasMore && Next(count) == count - 1;

    /// <summary>The shortest tape that still fails, as far as leaving out and lowering single choices and rows of them finds one.</summary>
    public static byte[] Shrink(byte[] tape, Func<byte[], bool> fails)
    {
        for (var length = tape.Length; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= tape.Length;)
            {
                byte[] without = [.. tape[..at], .. tape[(at + length)..]];
                if (fails(without))
                {
                    tape = without;
                }
                else
                {
                    at += length;
                }
            }
        }

        for (var at = 0; at < tape.Length; at++)
        {
            foreach (var lower in new[] { 0, 1, tape[at] / 2 }.Where(l => l < tape[at]).Select(l => (byte)l))
            {
                byte[] changed = [.. tape[..at], lower, .. tape[(at + 1)..]];
                if (fails(changed))
                {
                    tape = changed;
                    break;
                }
            }
        }

        return tape;
    }
}
