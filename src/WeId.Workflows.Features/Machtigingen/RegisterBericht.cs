using WeId.Workflows.Domain;
using WeId.Workflows.Domain.Machtigingen;
using WeId.Workflows.Engine;
using WeId.Workflows.Engine.Outbox;

namespace WeId.Workflows.Features.Machtigingen;

/// <summary>What has happened to a machtiging, for the register and for the mail to its user.</summary>
internal enum MachtigingWijziging
{
    /// <summary>It is new; it works once the register has taken it .</summary>
    Toegevoegd,

    /// <summary>It has another einddatum.</summary>
    Gewijzigd,

    /// <summary>A beheerder has withdrawn it.</summary>
    Ingetrokken,

    /// <summary>Its last day has passed.</summary>
    Verlopen,

    /// <summary>An aanvraag ended it, and tells the user of it in a mail of its own.</summary>
    Beeindigd,

    /// <summary>Nothing, but its user or his company changed: the register hears how it stands, the user hears nothing.</summary>
    Herzien,
}

/// <summary>What one act did to one machtiging.</summary>
internal sealed record RegisterRegel(Guid MachtigingId, MachtigingWijziging Wijziging);

/// <summary>What an act did, as an outbox message: the register hears of it first, then the users.</summary>
/// <param name="AccountId">Who did it, and is told when it fails; null: nobody did.</param>
internal sealed record RegisterBericht(Guid OrganisatieId, IReadOnlyList<RegisterRegel> Regels, Guid? AccountId = null)
{
    public const string MessageType = "machtigingen.register";

    /// <summary>So many fit into one question to the register, and into one commit that no user waits for.</summary>
    public const int MaxRegels = 500;

    /// <summary>What ends goes before mails and what begins: until then somebody can act who may not any more .</summary>
    public const int PriorityOfEndings = 10;

    /// <summary>Messages of one company are handled in the order of its acts.</summary>
    public static string KeyOf(Guid organisatieId) => $"machtigingen:{organisatieId:N}";

    /// <summary>Adds what an act did in one company. All of one user stands in one message, so that he gets one mail of it .</summary>
    public static void Add(IOutbox outbox, Handeling handeling, Guid organisatieId, IEnumerable<(Machtiging Machtiging, MachtigingWijziging Wijziging)> gedaan)
    {
        var regels = new List<RegisterRegel>();
        foreach (var gebruiker in gedaan.GroupBy(g => g.Machtiging.KoppelingId))
        {
            var van = gebruiker.Select(g => new RegisterRegel(g.Machtiging.Id, g.Wijziging)).ToList();
            if (regels.Count > 0 && regels.Count + van.Count > MaxRegels)
            {
                Send();
            }

            regels.AddRange(van);
        }

        if (regels.Count > 0)
        {
            Send();
        }

        void Send()
        {
            var id = DerivedId.From(handeling.OperationId, $"{MessageType}/{regels[0].MachtigingId:N}");
            var isEnding = regels.Exists(r => r.Wijziging is not (MachtigingWijziging.Toegevoegd or MachtigingWijziging.Gewijzigd));
            outbox.Add(id, MessageType, KeyOf(organisatieId), new RegisterBericht(organisatieId, [.. regels], handeling.AccountId), new OutboxOptions(Priority: isEnding ? PriorityOfEndings : 0));
            regels.Clear();
        }
    }
}
