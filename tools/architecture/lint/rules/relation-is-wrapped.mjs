const relations = ['ManyToOne', 'OneToOne'];

const namesRelation = ({ expression }) =>
  expression.type === 'CallExpression' && relations.includes(expression.callee.name);

/**
 * Rows that point at each other are typed `Relation<Row>`: in ES modules the emitted metadata would otherwise read the
 * other class before it exists ("Cannot access 'A' before initialization").
 */
export const relationIsWrapped = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      bare: 'Type this relation as Relation<…>: the other row class may not exist yet when this one is made.',
    },
  },
  create: (context) => ({
    PropertyDefinition(node) {
      if (!(node.decorators ?? []).some(namesRelation)) return;
      const type = node.typeAnnotation?.typeAnnotation;
      if (type?.type === 'TSTypeReference' && type.typeName.name === 'Relation') return;
      context.report({ node: node.key, messageId: 'bare' });
    },
  }),
};
